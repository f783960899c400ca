//! What is known beforehand: states and bodies with lifespans, offices and their holders, names, currencies.
