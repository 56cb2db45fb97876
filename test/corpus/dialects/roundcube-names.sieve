require ["fileinto"];
# rule:[a [b] c]
if exists "x-a"
{
	fileinto "A";
}
# rule:[it's "quoted" # really]
if exists "x-b"
{
	fileinto "B";
}
# rule:[Grüße ☂ */ 100 %]
if exists "x-c"
{
	fileinto "Grüße ☂";
}
# rule:[constructor]
if exists "__proto__"
{
	fileinto "toString";
}
