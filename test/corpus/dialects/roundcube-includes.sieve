require ["include"];
# EDITOR Roundcube
# EDITOR_VERSION 9
# rule:[Mine]
if true
{
	include :personal "roundcube.sieve";
}
# rule:[All]
if true
{
	include :global :once "company";
}
