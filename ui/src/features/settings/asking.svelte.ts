// Which dialog of the settings is open; commands open them from anywhere.
class Asking {
  passphrase = $state(false);
  plain = $state(false);
  sheet = $state(false);
}

export const asking = new Asking();
