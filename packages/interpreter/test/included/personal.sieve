require ["include", "variables"];
global "box";
set "box" "from-personal";
return;
stop;
