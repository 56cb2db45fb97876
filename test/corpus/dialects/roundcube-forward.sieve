require ["copy"];
# rule:[Forward]
if true
{
	redirect :copy "alice@example.net";
}
