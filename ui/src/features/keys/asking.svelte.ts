// Which dialog on keys is open; commands open them from anywhere.
class Asking {
  certify = $state(false);
  protect = $state(false);
}

export const asking = new Asking();
