require ["vacation"];
# rule:[Away]
if false # true
{
	vacation :days 7 :subject "Away" text:
I am away.
..and this line begins with a dot.
.
;
}
