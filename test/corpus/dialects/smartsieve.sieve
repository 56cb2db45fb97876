require ["fileinto"];
#RULE: $Name="Lists" $Active="1"
if header :contains "List-Id" "dev"
{
	fileinto "Lists";
}
#RULE: $Name="Shop" $Active="1"
if address :contains "From" "shop@example.org"
{
	fileinto "Shop";
}
