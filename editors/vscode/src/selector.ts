/** The files that the server is told of. */

/**
 * Terraform is known by the names of its files: without an extension for it the editor takes it for plain text, and
 * two extensions call it by two names. To give it a name here would take it from one of them.
 */
export const SELECTOR = [
  { scheme: "file", language: "markdown" },
  { scheme: "file", pattern: "**/*.{tf,tofu,tfvars,tf.json,tofu.json}" },
  ...["markdown", "terraform", "opentofu"].map((language) => ({ scheme: "untitled", language })),
];
