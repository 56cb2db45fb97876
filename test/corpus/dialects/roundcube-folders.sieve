require ["fileinto","mailbox"];
# rule:[Space]
if exists "x-a"
{
	fileinto "Archive ";
}
# rule:[Quote]
if exists "x-b"
{
	fileinto :create "a \"b\" c\\d";
}
# rule:[Old coding]
if exists "x-c"
{
	fileinto "Entw&APw-rfe";
}
