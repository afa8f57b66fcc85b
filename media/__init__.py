"""The app media receives bytes in resumable uploads, stores, processes and plays them."""
