require ["fileinto"];
