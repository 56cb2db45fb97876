# rule:[One]
if header :contains "subject" "one"
{
	keep;
}
# rule:[Two]
if exists "x"
{
	discard;
}
