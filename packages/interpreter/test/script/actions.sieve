require "fileinto";
fileinto "Lists";
redirect "carol@example.net";
keep;
