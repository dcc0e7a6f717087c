"""What staff changed in the directory, kept so that it can be taken back."""
