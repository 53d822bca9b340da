-- What a burst holds (state 3) is counted at every look at the queue; without an index each would read the whole list.
CREATE INDEX suppression_held ON suppression (address_key) WHERE state = 3;
