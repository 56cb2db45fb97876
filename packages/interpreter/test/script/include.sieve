require ["include", "variables", "fileinto"];
global "box";
include :personal "personal";
fileinto "${box}";
include :global "global";
include :optional "none";
