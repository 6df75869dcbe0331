//! Folders as large as they come.

use std::fs;

use super::folder::{Folder, SHORT};

/// A folder of documents, with more of them in a folder that is ignored.
pub fn large(documents: usize, ignored: usize) -> Folder {
    let folder = Folder::new(&[(".gitignore", "/build/\n")]);
    let fill = |below: &str, count: usize, name: &str| {
        for number in 0..count {
            let place = folder.path().join(format!("{below}team-{}/service-{number}", number % 50));
            fs::create_dir_all(&place).unwrap();
            fs::write(place.join(name), SHORT.replace("Cache", &format!("Cache {number}"))).unwrap();
        }
    };
    fill("", documents, "requirements.md");
    fill("build/", ignored, "requirements.md");
    folder
}
