require ["fileinto","regex"];

# This is RainLoop Webmail sieve script.
# Please don't change anything here.
# RAINLOOP:SIEVE

/*
BEGIN:FILTER:a1
BEGIN:HEADER
eyJJRCI6ImExIiwiRW5hYmxlZCI6dHJ1ZSwiTmFtZSI6IkFueSIsIkNvbmRpdGlvbnMiOlt7Ik
ZpZWxkIjoiRnJvbSIsIlR5cGUiOiJDb250YWlucyIsIlZhbHVlIjoiYUBleGFtcGxlLm9yZyIs
IlZhbHVlU2Vjb25kIjoiIn0seyJGaWVsZCI6IlN1YmplY3QiLCJUeXBlIjoiTm90RXF1YWxUby
IsIlZhbHVlIjoiYiIsIlZhbHVlU2Vjb25kIjoiIn1dLCJDb25kaXRpb25zVHlwZSI6IkFueSIs
IkFjdGlvblR5cGUiOiJNb3ZlVG8iLCJBY3Rpb25WYWx1ZSI6IkEiLCJBY3Rpb25WYWx1ZVNlY2
9uZCI6IiIsIkFjdGlvblZhbHVlVGhpcmQiOiIiLCJBY3Rpb25WYWx1ZUZvdXJ0aCI6IiIsIktl
ZXAiOnRydWUsIlN0b3AiOnRydWUsIk1hcmtBc1JlYWQiOmZhbHNlfQ==
END:HEADER
*/
if anyof (header :contains ["From"] "a@example.org", not header :is ["Subject"] "b")
{
    fileinto "A";
    stop;
}
/* END:FILTER */

/*
BEGIN:FILTER:a2
BEGIN:HEADER
eyJJRCI6ImEyIiwiRW5hYmxlZCI6dHJ1ZSwiTmFtZSI6IkFsbCIsIkNvbmRpdGlvbnMiOlt7Ik
ZpZWxkIjoiUmVjaXBpZW50IiwiVHlwZSI6IkVxdWFsVG8iLCJWYWx1ZSI6ImFAZXhhbXBsZS5v
cmcsIGJAZXhhbXBsZS5vcmciLCJWYWx1ZVNlY29uZCI6IiJ9LHsiRmllbGQiOiJTaXplIiwiVH
lwZSI6Ik92ZXIiLCJWYWx1ZSI6IjVNIiwiVmFsdWVTZWNvbmQiOiIifSx7IkZpZWxkIjoiSGVh
ZGVyIiwiVHlwZSI6IlJlZ2V4IiwiVmFsdWUiOiJeYiIsIlZhbHVlU2Vjb25kIjoiWC1BIn1dLC
JDb25kaXRpb25zVHlwZSI6IkFsbCIsIkFjdGlvblR5cGUiOiJEaXNjYXJkIiwiQWN0aW9uVmFs
dWUiOiIiLCJBY3Rpb25WYWx1ZVNlY29uZCI6IiIsIkFjdGlvblZhbHVlVGhpcmQiOiIiLCJBY3
Rpb25WYWx1ZUZvdXJ0aCI6IiIsIktlZXAiOnRydWUsIlN0b3AiOnRydWUsIk1hcmtBc1JlYWQi
OmZhbHNlfQ==
END:HEADER
*/
if allof (header :is ["To", "CC"] ["a@example.org", "b@example.org"], size :over 5M, header :regex ["X-A"] "^b")
{
    discard;
    stop;
}
/* END:FILTER */
