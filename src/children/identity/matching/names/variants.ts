// Names that are one name: nicknames, Welsh and English forms, and the ways names of other scripts are written in Latin letters.
// Common knowledge, put together by hand; a bar ends a group, and a name may be in several.

export const GIVEN_VARIANTS = `
william will bill billy willy liam gwilym gwil | elizabeth liz lizzie beth betsy eliza elsie libby bethan betsan lisa elisabeth bess
catherine katherine kathryn katharine cathryn kate katie cathy kathy cat catrin cadi kitty katy
margaret maggie meg megan peggy marged mared greta mags | john jon johnny jack sion ioan ifan ieuan evan ian shon
jonathan jon jonny jonathon johnathan | david dave davey dafydd dewi dai davy taffy | stephen steven steve steffan stevie stefan
michael mike mick mickey mihangel micky mikey | james jim jimmy jamie iago jay | thomas tom tommy tomos twm | george siors georgie | peter pete pedr
richard rick ricky dick rhisiart richie rich | robert rob bob bobby robbie bert robyn | charles charlie chas siarl chuck
charlotte charlie lottie lotte | alexander alex alec sandy xander sasha aleksander alexandr aleks
alexandra alex lexi sandra sasha lexie ali aleksandra | edward ed eddie ted teddy ned iorwerth | henry harry harri hal | harold harry
anthony tony antony anton | andrew andy drew andreas andras | daniel dan danny deiniol | matthew matt mathew matty | nicholas nick nicky nicolas nico
christopher chris kit kris cristoffer kristopher topher | benjamin ben benny benji | samuel sam sammy | samantha sam sammy | joseph joe joey jos
joshua josh | jacob jake jac | zachary zach zac zack zachariah zak | nathaniel nathan nate nat | nathan nate | oliver ollie olly
olivia liv livvy olive | theodore theo ted teddy | frederick fred freddie freddy frederic | archibald archie archy | albert bert bertie al
arthur art artie | leonard leo len lenny | lewis louis lew louie | luke luc | mark marc marcus | philip phil phillip pip | patrick pat paddy padraig
timothy tim timmy | gareth gary garyth | geraint ger | gregory greg | owen owain | morgan mog | rhys reece rees reese | ryan rian | rhiannon rhian
sian sean shan jane | sean shaun shawn | sioned janet | jane sian jayne | mary mair mari maria molly polly | anne ann anna annie ana anya nan
ann ane | hannah hanna | susan sue susie suzie susanna suzanne | sarah sara sally sadie | rebecca becky becca bex rebeca | rachel rachael rach rahel
jessica jess jessie | jennifer jen jenny jenni jenna | emily em emmy millie emilie | emma em | amelia millie amy mia
isabella bella isobel izzy isabel isabelle izabella ishbel | abigail abby abi gail abbie | victoria vicky tori vicki buddug
georgina georgie george gina | georgia georgie | florence flo florrie flossie | eleanor ellie nell elinor elen nora elena | ellen nell elen elin
helen elen helena nell | lucy luci lleucu lucia | alice alys ali | grace gracie | eve efa eva evie | evelyn evie eve | freya freyja
ffion fion fionn ffi | fiona fi ffiona | gwen gwenllian gwenno | gwendolen gwen wendy | angharad anghy harad | llinos linos | lowri laura lori
laura lauren lori | nia niamh | non nonn | cerys carys ceris | carys caris | bronwen bron bronwyn | bethan beth | nerys neris | siwan joan shuan
ceri kerry | rhodri rod rory | gruffydd griffith griff gruff guto gruffudd | hywel howell howel | llywelyn lyn llew llewelyn llewellyn | llyr lear
aled al | alun alan allan allen | emyr emir | eirlys eira | deborah debbie deb debra | dorothy dot dolly dottie | frances fran francesca frankie
francis frank frankie | jacqueline jackie jacqui | josephine josie jo | joanna jo joanne | martha marty matti | matilda tilly tilda mattie
natalie nat natalia | natasha tasha | penelope penny | phoebe pheebs | rosemary rose rosie | rose rosie rhosyn | sophie sophia soph sofia zofia
stephanie steph steffi | tabitha tabby | theresa teresa tess terry | valerie val | yasmin jasmine yasmeen yasmine jasmin
mohammed muhammad mohamed mohammad mohamad muhammed mohamud mo muhamed muhammet | ahmed ahmad ahmet achmed
hussein husain hussain husayn hossain hussien | hassan hasan hassaan | abdullah abdallah abdulla abdulah
abdulrahman abdurrahman abdirahman abdurahman abdelrahman | abdul abdel abd | yusuf yousef youssef yousuf yusef joseph
ibrahim ebrahim brahim abraham | ismail ismael ishmael esmail | omar umar omer | usman uthman osman othman | ali aly | khalid khaled khalil
tariq tarek tarik | bilal bilaal belal | hamza hamzah | zain zayn zane zayne | aisha ayesha aysha aisyah asha | fatima fatimah fatema fatma fathima
khadija khadijah khadeeja hadija | maryam mariam miriam meryem | zainab zaynab zeinab zeynep | amina aminah ameena | safiya safiyya sofia safiyah
layla leila laila leyla | nadia nadiya nadja | sumaya sumayya sumaiya | noor nour nur noora | hafsa hafsah hafza | iqra ikra | rahima raheema
imran emran | faisal faysal feisal | jamal gamal jamaal | karim kareem | rashid rasheed | saeed said sayid | waleed walid | mustafa mostafa moustafa
abdi abdul | farah fara | hodan hodon | oleksandr aleksandr alexander sasha | piotr peter | pawel paul | katarzyna kasia catherine
malgorzata gosia margaret | agnieszka aga agnes | aleksandra ola alexandra | jakub kuba jacob | jan john | tomasz tomek thomas | michal michael
lukasz luke lucas | zuzanna zuzia susanna | wojciech wojtek | krzysztof krzys christopher | andrzej andrew | mateusz mateus matthew | ewa eva
joanna asia | julia julie | nikola nicola | yuliia julia yulia yuliya | dmytro dmitry dima dmitri | mykola nikolai nicholas | serhii sergei sergey
oksana oxana | chukwuemeka emeka | oluwaseun seun | oluwatobi tobi | oluwaseyi seyi | temitope temi tope | chidinma chidi | ngozi ngo | kwame kwami
xiaoming xiao | wei wai | li lee | mei may | jun june
`

export const FAMILY_VARIANTS = `
prys price pryce rhys rees | rhys rees reece reese | pugh puw | powell hywel howell howells powel | parry parri harry | bevan evan ifan
bowen owen owain | pritchard prichard richard richards | probert robert roberts | probyn robyn | price preece | upjohn john johns | jones johns sion
davies davis dafydd davids | evans ifans evan | griffiths griffith gruffydd griffths gruffudd | lewis louis lewys | lloyd llwyd floyd loyd
vaughan fychan vaughn | gwyn gwynn gwynne wynn wynne wyn | morris morys maurice | meredith maredudd meredydd | howells howell hywel
llewellyn llywelyn llewelyn | williams gwilym wiliams | thomas tomos | phillips philips phylip | edwards iorwerth | hughes huws hews | watkins watcyn
roderick rhodri | bach vach baugh | goch gough | sayce sais | tew dew | smith smyth smythe schmidt | brown browne braun | clark clarke
read reid reed | thompson thomson | johnson johnston jonson | stephens stevens | stephenson stevenson | nicholls nichols nicols | white whyte
allen allan alan | cook cooke | gray grey | green greene | moor moore | shaw shore | taylor tailor tayler | walsh welsh welch | philpott philpot
connor oconnor conner | neill neil oneill oneil | reilly riley oreilly | murphy murphey | kelly kelley | khan kahn
hussein husain hussain hossain hussien | mohammed muhammad mohamed mohammad mohamud muhammed | ahmed ahmad ahmet | rahman rehman rahmaan
chowdhury choudhury chaudhry chaudhary chowdhry choudhary | begum begam | sheikh shaikh shaykh | hassan hasan | malik malek
mahmood mehmood mahmud mahmoud | akhtar akther akter | iqbal ikbal | qureshi kureshi quraishi | siddiqui siddiqi siddique
abdullahi abdulahi abdillahi | farah farrah | warsame warsama | kowalski kowalska | nowak novak | wisniewski wisniewska | wojcik woycik
kaminski kaminska | lewandowski lewandowska | zielinski zielinska | szymanski szymanska | dabrowski dabrowska | shevchenko szewczenko
kovalenko kowalenko | bondarenko bondarenco | wang wong | li lee lei | zhang chang cheung | chen chan | huang wong | liu lau | wu ng | xu hsu
okafor okafo | adeyemi adeyemy | singh sing
`
