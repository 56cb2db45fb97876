require "vacation";
#SCRIPTNAME: vacation
if not header :contains "X-Spam-Flag" "YES"
{
    vacation :addresses [ "alice@example.org" ] :days 7 text:
I am away.
.
;
}
