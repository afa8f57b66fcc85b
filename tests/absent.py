"""Lists the programs that tests need and machines may lack, and reports tests that were skipped for
one."""

NGINX = "There is no nginx on this machine: `apt-get install nginx-light`."
