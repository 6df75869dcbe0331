// One line a test, and conditions that are waited for.

let failed = 0;

export async function test(name, body) {
  try {
    await body();
    console.log(`ok ${name}`);
  } catch (error) {
    tell(name, plain(error.message));
    await test.onFailure?.(name);
  }
}

// What playwright says without its colours and its long log.
const plain = (message) => message.replaceAll(/\x1b\[\d+m/g, "").split("\n").slice(0, 12).join("\n").trimEnd();

export function tell(name, why) {
  if (why === undefined) return console.log(`ok ${name}`);
  failed += 1;
  console.log(`not ok ${name}: ${why.replaceAll("\n", "\n  ")}`);
}

export const failures = () => failed;

// Waits until the condition gives something true and gives that; an error in it counts as "not yet".
export async function until(condition, otherwise, seconds = 30) {
  const end = Date.now() + seconds * 1000;
  let last = "";
  for (;;) {
    try {
      const value = await condition();
      if (value) return value;
    } catch (error) {
      last = `\n${plain(error.message)}`;
    }
    if (Date.now() > end) throw new Error((typeof otherwise === "function" ? await otherwise() : otherwise) + last);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
