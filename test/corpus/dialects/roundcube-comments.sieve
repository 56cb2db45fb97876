# My filters, please be careful
require ["fileinto"]; # one more to come

# why this one: see ticket 4711
# rule:[One]
if header :contains "subject" "one" # a word
{
	# first
	fileinto "One"; # then
	/* last */
	stop;
}

# rule:[Two]
if anyof (exists "a", /* or */ exists "b")
{
	keep;
}
# the end
