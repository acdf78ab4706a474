// Whoever was on one of these pages may ignore people: the scripts of discussions ask for them from now on. It proves nothing.
try {
  localStorage.setItem("parley-fold", "1");
} catch {
  // Forbidden here: comments stay as they are for everybody.
}
