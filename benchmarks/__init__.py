"""What Hemicycle carries, measured: `make bench` writes docs/reference/performance.md."""
