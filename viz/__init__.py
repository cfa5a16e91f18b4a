"""Show: what the graph says as pictures, pages and files that work offline."""
