require ["fileinto"];

if header :is "constructor" "__proto__" { fileinto "hasOwnProperty"; }
if exists "toString" { fileinto "valueOf"; }
constructor;
