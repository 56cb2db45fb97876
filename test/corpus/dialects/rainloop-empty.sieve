# This is RainLoop Webmail sieve script.
# Please don't change anything here.
# RAINLOOP:SIEVE

