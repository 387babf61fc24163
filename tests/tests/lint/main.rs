//! Findings: every code on both sides of the line, every fix proved, and what is found in the policies that others wrote.

mod broken;
mod corpora;
mod fixes;
mod pairs;
