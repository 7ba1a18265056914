//! Pictures that are compared with stored ones.
#![allow(clippy::unwrap_used, clippy::panic, reason = "for tests")]

use std::fs;
use std::path::Path;

/// Compares with the stored file; leaves what was drawn beside it when they differ.
pub fn assert_snapshot(path: &Path, drawn: &str) {
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        fs::write(path, drawn).unwrap();
        return;
    }
    let stored = fs::read_to_string(path).unwrap_or_default();
    if stored != drawn {
        let changed = path.with_extension("changed.svg");
        fs::write(&changed, drawn).unwrap();
        panic!("{} differs from {}; UPDATE_SNAPSHOTS=1 accepts it", changed.display(), path.display());
    }
}
