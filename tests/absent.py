"""Programs that tests need and machines may lack; said loudly where tests are skipped for it."""

NGINX = "There is no nginx on this machine: `apt-get install nginx-light`."
