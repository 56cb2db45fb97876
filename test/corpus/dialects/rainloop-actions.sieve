require ["copy","fileinto","imap4flags","reject"];

# This is RainLoop Webmail sieve script.
# Please don't change anything here.
# RAINLOOP:SIEVE

/*
BEGIN:FILTER:b1
BEGIN:HEADER
eyJJRCI6ImIxIiwiRW5hYmxlZCI6dHJ1ZSwiTmFtZSI6IlJlYWQiLCJDb25kaXRpb25zIjpbey
JGaWVsZCI6IlN1YmplY3QiLCJUeXBlIjoiQ29udGFpbnMiLCJWYWx1ZSI6InJlYWQiLCJWYWx1
ZVNlY29uZCI6IiJ9XSwiQ29uZGl0aW9uc1R5cGUiOiJBbnkiLCJBY3Rpb25UeXBlIjoiTm9uZS
IsIkFjdGlvblZhbHVlIjoiIiwiQWN0aW9uVmFsdWVTZWNvbmQiOiIiLCJBY3Rpb25WYWx1ZVRo
aXJkIjoiIiwiQWN0aW9uVmFsdWVGb3VydGgiOiIiLCJLZWVwIjp0cnVlLCJTdG9wIjp0cnVlLC
JNYXJrQXNSZWFkIjp0cnVlfQ==
END:HEADER
*/
if header :contains ["Subject"] "read"
{
    addflag "\\Seen";
    keep;
    stop;
}
/* END:FILTER */

/*
BEGIN:FILTER:b2
BEGIN:HEADER
eyJJRCI6ImIyIiwiRW5hYmxlZCI6dHJ1ZSwiTmFtZSI6Ik9uIiwiQ29uZGl0aW9ucyI6W3siRm
llbGQiOiJTdWJqZWN0IiwiVHlwZSI6IkNvbnRhaW5zIiwiVmFsdWUiOiJvbiIsIlZhbHVlU2Vj
b25kIjoiIn1dLCJDb25kaXRpb25zVHlwZSI6IkFueSIsIkFjdGlvblR5cGUiOiJGb3J3YXJkIi
wiQWN0aW9uVmFsdWUiOiJiQGV4YW1wbGUub3JnIiwiQWN0aW9uVmFsdWVTZWNvbmQiOiIiLCJB
Y3Rpb25WYWx1ZVRoaXJkIjoiIiwiQWN0aW9uVmFsdWVGb3VydGgiOiIiLCJLZWVwIjp0cnVlLC
JTdG9wIjp0cnVlLCJNYXJrQXNSZWFkIjpmYWxzZX0=
END:HEADER
*/
if header :contains ["Subject"] "on"
{
    fileinto "INBOX";
    redirect "b@example.org";
    stop;
}
/* END:FILTER */

/*
BEGIN:FILTER:b3
BEGIN:HEADER
eyJJRCI6ImIzIiwiRW5hYmxlZCI6dHJ1ZSwiTmFtZSI6Ik5vIiwiQ29uZGl0aW9ucyI6W3siRm
llbGQiOiJTdWJqZWN0IiwiVHlwZSI6IkNvbnRhaW5zIiwiVmFsdWUiOiJubyIsIlZhbHVlU2Vj
b25kIjoiIn1dLCJDb25kaXRpb25zVHlwZSI6IkFueSIsIkFjdGlvblR5cGUiOiJSZWplY3QiLC
JBY3Rpb25WYWx1ZSI6Ik5vLiIsIkFjdGlvblZhbHVlU2Vjb25kIjoiIiwiQWN0aW9uVmFsdWVU
aGlyZCI6IiIsIkFjdGlvblZhbHVlRm91cnRoIjoiIiwiS2VlcCI6dHJ1ZSwiU3RvcCI6dHJ1ZS
wiTWFya0FzUmVhZCI6ZmFsc2V9
END:HEADER
*/
if header :contains ["Subject"] "no"
{
    reject "No.";
    stop;
}
/* END:FILTER */
