"""Files that come in and go out: agendas, their pictures, lists of people."""
