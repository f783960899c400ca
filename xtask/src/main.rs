//! Build, demo, test, evaluate and train Entente.

fn main() {}
