require ["fileinto"];

# This is RainLoop Webmail sieve script.
# Please don't change anything here.
# RAINLOOP:SIEVE

/*
BEGIN:FILTER:c1
BEGIN:HEADER
eyJJRCI6ImMxIiwiRW5hYmxlZCI6dHJ1ZSwiTmFtZSI6IkNoYW5nZWQiLCJDb25kaXRpb25zIj
pbeyJGaWVsZCI6IlN1YmplY3QiLCJUeXBlIjoiQ29udGFpbnMiLCJWYWx1ZSI6IngiLCJWYWx1
ZVNlY29uZCI6IiJ9XSwiQ29uZGl0aW9uc1R5cGUiOiJBbnkiLCJBY3Rpb25UeXBlIjoiTW92ZV
RvIiwiQWN0aW9uVmFsdWUiOiJBIiwiQWN0aW9uVmFsdWVTZWNvbmQiOiIiLCJBY3Rpb25WYWx1
ZVRoaXJkIjoiIiwiQWN0aW9uVmFsdWVGb3VydGgiOiIiLCJLZWVwIjp0cnVlLCJTdG9wIjp0cn
VlLCJNYXJrQXNSZWFkIjpmYWxzZX0=
END:HEADER
*/
if header :contains ["Subject"] "by hand"
{
    fileinto "B";
}
/* END:FILTER */

# rule:[mine]
if exists "a"
{
    keep;
}
