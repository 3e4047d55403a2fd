// Numbers of a record's past and of one authority alone: they lead to a child who is known and make none. And which of them lead
// nowhere any more, because somebody of a protected record had them: no later pass, merge or undoing brings such a number back.
export const sql = `
alter table child_identifier drop constraint child_identifier_scheme_check;
alter table child_identifier add constraint child_identifier_scheme_check check (scheme in ('NHS_NUMBER', 'UPN', 'AUTHORITY_ID'));
-- null as false: images of older links have no such column
alter table child_identifier add column secondary boolean;
alter table link drop constraint link_how_check;
alter table link add constraint link_how_check check (how in ('NHS_NUMBER', 'UPN', 'AUTHORITY_ID', 'LOCAL_ID', 'MODEL', 'PERSON'));

-- whose number it was, and which, in one keyed hash: it tells neither, and not that two children are one
create table severed_number (name text primary key);

-- how often links, and what is kept for searching, have changed; the row of links is also the linkers' turn
create table moved (what text primary key, times bigint not null default 0);
insert into moved (what) values ('links'), ('index');
`
