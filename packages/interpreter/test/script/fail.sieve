require "ihave";
error "failed on purpose";
