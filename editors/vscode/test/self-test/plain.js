// A folder without requirement documents.

const { extensions, window, workspace, Uri } = require("vscode");
const { assert } = require("./conditions.js");

module.exports = {
  async "the extension sleeps where a README is opened in a folder without requirement documents"() {
    const readme = Uri.joinPath(workspace.workspaceFolders[0].uri, "README.md");
    await window.showTextDocument(await workspace.openTextDocument(readme));
    const extension = extensions.getExtension("tiebeam.tiebeam");
    assert.ok(extension, "the extension is not installed");
    assert.equal(extension.isActive, false);
  },
};
