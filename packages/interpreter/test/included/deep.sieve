require "include";
include :global "global";
