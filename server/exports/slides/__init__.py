"""The presentation in pieces: its package, its master and layouts, the shapes on a slide, and what each slide says."""
