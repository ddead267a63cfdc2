"""How the jobs are done: what they are made of. Nothing here imports a job."""
