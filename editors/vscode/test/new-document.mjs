export async function newDocumentTests() {}
