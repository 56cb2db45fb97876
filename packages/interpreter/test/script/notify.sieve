require "notify";
notify :id "a" :high :options "carol@example.net";
notify :id "b" :options ["dora@example.net"];
denotify :is "b";
