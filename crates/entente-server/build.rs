//! Has the crate compiled again when the built pages change.

fn main() {
    println!("cargo::rerun-if-changed=../../web/dist");
}
