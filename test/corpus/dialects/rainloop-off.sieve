require ["fileinto"];

# This is RainLoop Webmail sieve script.
# Please don't change anything here.
# RAINLOOP:SIEVE

/*
BEGIN:FILTER:d1
BEGIN:HEADER
eyJJRCI6ImQxIiwiRW5hYmxlZCI6ZmFsc2UsIk5hbWUiOiJHclx1MDBmNlx1MDBkZmUgKlwvIF
wieFwiIiwiQ29uZGl0aW9ucyI6W3siRmllbGQiOiJTaXplIiwiVHlwZSI6Ik92ZXIiLCJWYWx1
ZSI6IjFNIiwiVmFsdWVTZWNvbmQiOiIifV0sIkNvbmRpdGlvbnNUeXBlIjoiQW55IiwiQWN0aW
9uVHlwZSI6Ik1vdmVUbyIsIkFjdGlvblZhbHVlIjoiR3JcdTAwZjZcdTAwZGZlIiwiQWN0aW9u
VmFsdWVTZWNvbmQiOiIiLCJBY3Rpb25WYWx1ZVRoaXJkIjoiIiwiQWN0aW9uVmFsdWVGb3VydG
giOiIiLCJLZWVwIjp0cnVlLCJTdG9wIjp0cnVlLCJNYXJrQXNSZWFkIjpmYWxzZX0=
END:HEADER
*/
/* @Filter is disabled 
if size :over 1M
{
    fileinto "Größe";
    stop;
}
*/
/* END:FILTER */
