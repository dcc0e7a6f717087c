"""The screens around the features: attract, welcome, language, display, help, sources, privacy."""
