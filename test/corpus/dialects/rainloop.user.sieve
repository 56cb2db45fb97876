require ["fileinto"];

# This is RainLoop Webmail sieve script.
# Please don't change anything here.
# RAINLOOP:SIEVE

/*
BEGIN:FILTER:abc123
BEGIN:HEADER
eyJJRCI6ImFiYzEyMyIsIkVuYWJsZWQiOnRydWUsIk5hbWUiOiJNXHUwMGZjbGxlciIsIkNvbm
RpdGlvbnMiOlt7IkZpZWxkIjoiRnJvbSIsIlR5cGUiOiJDb250YWlucyIsIlZhbHVlIjoiQGV4
YW1wbGUub3JnIiwiVmFsdWVTZWNvbmQiOiIifV0sIkNvbmRpdGlvbnNUeXBlIjoiQW55IiwiQW
N0aW9uVHlwZSI6Ik1vdmVUbyIsIkFjdGlvblZhbHVlIjoiTGlzdHMiLCJBY3Rpb25WYWx1ZVNl
Y29uZCI6IiIsIkFjdGlvblZhbHVlVGhpcmQiOiIiLCJBY3Rpb25WYWx1ZUZvdXJ0aCI6IiIsIk
tlZXAiOnRydWUsIlN0b3AiOnRydWUsIk1hcmtBc1JlYWQiOmZhbHNlfQ==
END:HEADER
*/
if header :contains ["From"] "@example.org"
{
    fileinto "Lists";
    stop;
}
/* END:FILTER */

/*
BEGIN:FILTER:def456
BEGIN:HEADER
eyJJRCI6ImRlZjQ1NiIsIkVuYWJsZWQiOmZhbHNlLCJOYW1lIjoiU2Vjb25kIiwiQ29uZGl0aW
9ucyI6W3siRmllbGQiOiJGcm9tIiwiVHlwZSI6IkNvbnRhaW5zIiwiVmFsdWUiOiJAZXhhbXBs
ZS5vcmciLCJWYWx1ZVNlY29uZCI6IiJ9XSwiQ29uZGl0aW9uc1R5cGUiOiJBbnkiLCJBY3Rpb2
5UeXBlIjoiTW92ZVRvIiwiQWN0aW9uVmFsdWUiOiJMaXN0cyIsIkFjdGlvblZhbHVlU2Vjb25k
IjoiIiwiQWN0aW9uVmFsdWVUaGlyZCI6IiIsIkFjdGlvblZhbHVlRm91cnRoIjoiIiwiS2VlcC
I6dHJ1ZSwiU3RvcCI6dHJ1ZSwiTWFya0FzUmVhZCI6ZmFsc2V9
END:HEADER
*/
/* @Filter is disabled 
if header :contains ["From"] "@example.org"
{
    fileinto "Lists";
    stop;
}
*/
/* END:FILTER */
