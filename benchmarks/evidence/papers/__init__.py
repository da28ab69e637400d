"""Police papers written from typed case files, so that the reader is measured by papers it did not write."""
