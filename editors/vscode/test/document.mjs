export async function documentTests() {}
