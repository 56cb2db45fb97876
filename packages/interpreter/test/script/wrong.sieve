frobnicate;
keep "x";
keep :no;
frobnicate;
