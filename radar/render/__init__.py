"""Scene and Radar → text. Renderers decide nothing."""
