"""Fields of one's own: `declarations` reads them in `radar.yaml`, `entry_values` in entries."""
