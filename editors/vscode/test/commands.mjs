export async function commandTests() {}
