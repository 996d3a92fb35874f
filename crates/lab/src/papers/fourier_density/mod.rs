pub mod observations;
